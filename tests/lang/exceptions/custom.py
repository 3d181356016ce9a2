class AppError(Exception):
    default = "something failed"
    def __init__(self, message=None, *, code=0):
        super().__init__(message or self.default)
        self.code = code
class NotFound(AppError):
    default = "not found"
    def __str__(self):
        return f"[{self.code}] {super().__str__()}"
for e in (AppError(), AppError("x", code=3), NotFound(code=404), NotFound("page")):
    try:
        raise e
    except AppError as error:
        print(type(error).__name__, error, error.args, error.code, repr(error))
