"""The finished archive set in type: Archive → SiteFile…"""

from gzdaily_site.render.site import Imposition, render

__all__ = ["Imposition", "render"]
