"""The finished archive set in type: Archive → SiteFile…"""

from gzdaily_site.render.site import render

__all__ = ["render"]
