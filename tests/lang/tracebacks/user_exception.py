class AppError(Exception):
    def __str__(self):
        return "two\nlines"


raise AppError(1)
