"""The commands of gzsite, one a file."""
