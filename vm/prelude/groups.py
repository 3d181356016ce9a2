# Exception groups, and what except* asks of them.


class BaseExceptionGroup(BaseException):
    __module__ = "builtins"

    def __new__(cls, *args, **kwargs):
        if not issubclass(type(cls), type):
            raise TypeError("BaseExceptionGroup.__new__(X): X is not a type "
                            "object (" + type_name(cls) + ")")
        if not issubclass(cls, BaseExceptionGroup):
            raise TypeError("BaseExceptionGroup.__new__(" + cls.__name__
                            + "): " + cls.__name__
                            + " is not a subtype of BaseExceptionGroup")
        if len(args) != 2:
            raise TypeError("BaseExceptionGroup.__new__() takes exactly 2 "
                            "arguments (" + str(len(args)) + " given)")
        message, exceptions = args
        if not isinstance(message, str):
            raise TypeError("BaseExceptionGroup.__new__() argument 1 must be "
                            "str, not " + type_name(message))
        if (special(exceptions, "__getitem__") is None
                or isinstance(exceptions, dict)):
            raise TypeError("second argument (exceptions) must be a sequence")
        given, exceptions = exceptions, tuple(exceptions)
        if not exceptions:
            raise ValueError("second argument (exceptions) must be a "
                             "non-empty sequence")
        plain = True
        for i, one in enumerate(exceptions):
            if not isinstance(one, BaseException):
                raise ValueError(f"Item {i} of second argument (exceptions) "
                                 "is not an exception")
            if not isinstance(one, Exception):
                plain = False
        if cls is BaseExceptionGroup:
            if plain:
                cls = ExceptionGroup
        elif not plain and cls is ExceptionGroup:
            raise TypeError("Cannot nest BaseExceptions in an ExceptionGroup")
        elif not plain and issubclass(cls, Exception):
            raise TypeError("Cannot nest BaseExceptions in '" + cls.__name__
                            + "'")
        return new_group(cls, (message, given), message, exceptions)

    def __init__(self, *args, **kwargs):
        if kwargs:
            raise TypeError(type_name(self)
                            + "() takes no keyword arguments")
        BaseException.__init__(self, *args)

    def __class_getitem__(cls, args):
        return generic_alias(cls, args)

    def __str__(self):
        count = len(self.exceptions)
        return (self.message + " (" + str(count) + " sub-exception"
                + ("" if count == 1 else "s") + ")")

    def derive(self, exceptions):
        return BaseExceptionGroup(self.message, exceptions)

    def subgroup(self, condition):
        return split_by(self, matcher(condition))[0]

    def split(self, condition):
        return split_by(self, matcher(condition))


add_group_fields(BaseExceptionGroup)


class ExceptionGroup(BaseExceptionGroup, Exception):
    __module__ = "builtins"


def is_exception_class(x):
    return isinstance(x, type) and plain_issubclass(x, BaseException)


# As `except` does: no class is asked for its __instancecheck__.
def is_of(one, classes):
    if not isinstance(classes, tuple):
        return plain_issubclass(type(one), classes)
    return any([plain_issubclass(type(one), c) for c in classes])


def matcher(condition):
    if type(condition) is FUNCTION:
        return condition
    classes = condition if type(condition) is tuple else (condition,)
    if not all([is_exception_class(c) for c in classes]):
        raise TypeError("expected a function, exception type or tuple of "
                        "exception types")
    return lambda one: is_of(one, classes)


# A group of some of `group`'s exceptions, with all that was known of it.
def derived(group, exceptions):
    if not exceptions:
        return None
    result = group.derive(exceptions)
    if not isinstance(result, BaseExceptionGroup):
        raise TypeError("derive must return an instance of "
                        "BaseExceptionGroup")
    result.__traceback__ = group.__traceback__
    result.__cause__ = group.__cause__
    result.__context__ = group.__context__
    result.__suppress_context__ = group.__suppress_context__
    notes = getattr(group, "__notes__", None)
    if isinstance(notes, (list, tuple)):
        result.__notes__ = list(notes)
    return result


# (what matches, the rest) of a group, of its own shape; None for nothing.
def split_by(group, matches):
    if matches(group):
        return group, None
    yes = []
    no = []
    for one in group.exceptions:
        if isinstance(one, BaseExceptionGroup):
            inside, outside = split_by(one, matches)
            if inside is not None:
                yes.append(inside)
            if outside is not None:
                no.append(outside)
        elif matches(one):
            yes.append(one)
        else:
            no.append(one)
    return derived(group, yes), derived(group, no)


# One `except* type` clause: what of `exception` it takes, and what is left.
def split_group(exception, type_or_types):
    classes = (type_or_types if isinstance(type_or_types, tuple)
               else (type_or_types,))
    for one in classes:
        if not is_exception_class(one):
            raise TypeError("catching classes that do not inherit from "
                            "BaseException is not allowed")
        if issubclass(one, BaseExceptionGroup):
            raise TypeError("catching ExceptionGroup with except* is not "
                            "allowed. Use except instead.")
    if exception is None:
        return None, None
    if not is_of(exception, classes):
        if isinstance(exception, BaseExceptionGroup):
            return exception.split(type_or_types)
        return None, exception
    if isinstance(exception, BaseExceptionGroup):
        return exception, None
    return BaseExceptionGroup("", (exception,)), None


def came_from(one, original):
    return (isinstance(one, BaseExceptionGroup)
            and one.__traceback__ is original.__traceback__
            and one.__cause__ is original.__cause__
            and one.__context__ is original.__context__)


def leaves(exception, found):
    if isinstance(exception, BaseExceptionGroup):
        for one in exception.exceptions:
            leaves(one, found)
    else:
        found.append(exception)
    return found


# What is raised after the clauses: what they raised themselves, and what of
# the original they left or raised again, which keeps its shape.
def join_groups(original, results):
    if not results:
        return None
    if not isinstance(original, BaseExceptionGroup):
        return results[0]
    raised = []
    kept = []
    for one in results:
        if came_from(one, original):
            leaves(one, kept)
        else:
            raised.append(one)
    left = None
    if kept:
        left = split_by(original, lambda one: any(
            [one is other for other in kept]))[0]
    if not raised:
        return left
    if left is not None:
        raised.append(left)
    return BaseExceptionGroup("", raised)
