__all__ = ["listed"]
listed = "yes"
unlisted = "no"
