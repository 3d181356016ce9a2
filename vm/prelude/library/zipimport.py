# Module zipimport: an agent has no archives to import from.


class ZipImportError(ImportError):
    pass


class zipimporter:
    def __init__(self, path):
        raise ZipImportError(f"an agent cannot import from archives: {path!r}",
                             path=path)
