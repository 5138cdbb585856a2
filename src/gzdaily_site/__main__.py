"""`python -m gzdaily_site` is `gzsite`."""

from gzdaily_site.cli import main

main()
