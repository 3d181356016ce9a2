#include "vm/objects/exception_fields.h"

#include <algorithm>
#include <span>

#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/layout.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/private_copy.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// The fields of a class in the order of their slots.
struct Fields {
  Class* Core::*cls;
  std::span<const char* const> names;
  bool has_hidden = false;  // one more slot behind them
};

constexpr const char* kStopFields[] = {"value"};
constexpr const char* kExitFields[] = {"code"};
constexpr const char* kImportFields[] = {"msg", "name", "path"};
constexpr const char* kNameFields[] = {"name"};
constexpr const char* kAttributeFields[] = {"obj", "name"};
constexpr const char* kSyntaxFields[] = {
    "msg",  "filename",   "lineno",     "offset",
    "text", "end_lineno", "end_offset", "print_file_and_line"};
constexpr const char* kOsFields[] = {"errno", "strerror", "filename",
                                     "filename2"};
constexpr const char* kUnicodeFields[] = {"encoding", "object", "start", "end",
                                          "reason"};

constexpr Fields kFields[] = {
    {&Core::StopIteration, kStopFields},
    {&Core::SystemExit, kExitFields},
    {&Core::ImportError, kImportFields},
    {&Core::NameError, kNameFields},
    {&Core::AttributeError, kAttributeFields},
    {&Core::SyntaxError, kSyntaxFields},
    {&Core::OSError, kOsFields, true},
    {&Core::UnicodeDecodeError, kUnicodeFields},
    {&Core::UnicodeEncodeError, kUnicodeFields},
    {&Core::UnicodeTranslateError, kUnicodeFields},
};

void AddFields(Class* cls, const Fields& fields) {
  for (const std::string_view name : fields.names) {
    const bool is_size = name == "start" || name == "end";
    AddMember(core().context, cls, Names::Intern(name),
              is_size ? MemberType::kSize : MemberType::kField);
  }
  if (fields.has_hidden) {
    ReserveSlots(cls, Layouts::ReservedCount(cls->root_layout) + 1);
  }
}

// What a builtin class has of the base that was made before it.
void TakeFromBase(Class* cls) {
  const Class* base = static_cast<Class*>((*cls->bases)[0].as_object());
  if (!(base->flags & kClassException)) return;
  ReserveSlots(cls, Layouts::ReservedCount(base->root_layout));
  cls->flags |= base->flags & kClassMembers;
}

// --- __init__ ----------------------------------------------------------------

// The exception in args[0], with its `args`.
Instance* Fill(NativeCall& call, Value args) {
  Instance* self =
      Writable(call.context, static_cast<Instance*>(call.args[0].as_object()));
  self->slots()[kExceptionArgs] = args;
  return self;
}

Tuple* AsTuple(Value v) { return static_cast<Tuple*>(v.as_object()); }

Result StopIterationInit(NativeCall& call) {
  Tuple* args = AsTuple(call.args[1]);
  Fill(call, call.args[1])->slots()[kStopValue] =
      args->length == 0 ? Value::None() : (*args)[0];
  return call.Return(Value::None());
}

// All of its arguments are the code, if there are several.
Result SystemExitInit(NativeCall& call) {
  Tuple* args = AsTuple(call.args[1]);
  Instance* self = Fill(call, call.args[1]);
  if (args->length != 0) {
    self->slots()[kExitCode] = args->length == 1 ? (*args)[0] : call.args[1];
  }
  return call.Return(Value::None());
}

// In what follows *args comes behind the named parameters.

// ImportError(*args, name=None, path=None): a lone argument is the message.
Result ImportErrorInit(NativeCall& call) {
  Tuple* args = AsTuple(call.args[3]);
  Value* slots = Fill(call, call.args[3])->slots();
  slots[kImportName] = call.args[1];
  slots[kImportPath] = call.args[2];
  if (args->length == 1) slots[kImportMessage] = (*args)[0];
  return call.Return(Value::None());
}

// NameError(*args, name=None)
Result NameErrorInit(NativeCall& call) {
  Fill(call, call.args[2])->slots()[kNameErrorName] = call.args[1];
  return call.Return(Value::None());
}

// AttributeError(*args, name=None, obj=None)
Result AttributeErrorInit(NativeCall& call) {
  Value* slots = Fill(call, call.args[3])->slots();
  slots[kAttributeErrorName] = call.args[1];
  slots[kAttributeErrorObject] = call.args[2];
  return call.Return(Value::None());
}

// SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset]))
Result SyntaxErrorInit(NativeCall& call) {
  Value* slots = Fill(call, call.args[1])->slots();
  Tuple* args = AsTuple(call.args[1]);
  if (args->length == 0) return call.Return(Value::None());
  slots[kSyntaxMessage] = (*args)[0];
  if (args->length != 2) return call.Return(Value::None());
  if (!IsKind((*args)[1], Kind::kTuple)) {
    return call.Prelude("syntax_error_init",
                        {call.args[0], (*args)[0], (*args)[1]});
  }
  Tuple* where = AsTuple((*args)[1]);
  if (where->length < 4 || where->length > 6) {
    return RaiseTypeError(
        call.context, absl::StrCat("function takes at ",
                                   where->length < 4 ? "least 4" : "most 6",
                                   " arguments (", where->length, " given)"));
  }
  if (where->length == 5) {
    return RaiseTypeError(
        call.context,
        "end_offset must be provided when end_lineno is provided");
  }
  std::copy_n(where->items(), where->length, &slots[kSyntaxFile]);
  return call.Return(Value::None());
}

// --- Exception groups, whose classes are the prelude's -----------------------

// add_group_fields(cls): to the new class BaseExceptionGroup.
Result AddGroupFields(NativeCall& call) {
  Class* cls = static_cast<Class*>(call.args[0].as_object());
  for (const char* name : {"message", "exceptions"}) {
    if (!AddMember(call.context, cls, Names::Intern(name),
                   MemberType::kReadOnly)) {
      return Result::kRaise;
    }
  }
  ClassChanged(call.context, cls);
  return call.Return(Value::None());
}

// new_group(cls, args, message, exceptions)
Result NewGroup(NativeCall& call) {
  Instance* group = NewInstance(
      call.context,
      call.context.Resolve(static_cast<Class*>(call.args[0].as_object())));
  group->slots()[kExceptionArgs] = call.args[1];
  group->slots()[kGroupMessage] = call.args[2];
  group->slots()[kGroupMembers] = call.args[3];
  return call.Return(Value::Of(group));
}

constexpr NativeSpec kIntrinsics[] = {
    {"add_group_fields", "cls, /", &AddGroupFields},
    {"new_group", "cls, args, message, exceptions, /", &NewGroup},
};

void AddInit(Class* cls, const NativeSpec& spec) {
  AddMethods(cls, {&spec, 1});
}

}  // namespace

bool HasGroupFields(Context& context, const Class* cls) {
  static Str* const exceptions = Names::Intern("exceptions");
  return IsReadOnlyMember(context, DictGet(cls->dict, exceptions));
}

void RegisterExceptionFields() {
  Core& builtin = core();
#define CLASS(member, name, base, kind)
#define EXCEPTION(member, name, base)                                   \
  TakeFromBase(builtin.member);                                         \
  for (const Fields& fields : kFields) {                                \
    if (fields.cls == &Core::member) AddFields(builtin.member, fields); \
  }
#include "vm/objects/core_classes.def"
#undef CLASS
#undef EXCEPTION
  AddInit(builtin.StopIteration,
          {"__init__", "self, /, *args", &StopIterationInit});
  AddInit(builtin.SystemExit, {"__init__", "self, /, *args", &SystemExitInit});
  AddInit(
      builtin.ImportError,
      {"__init__", "self, /, *args, name=None, path=None", &ImportErrorInit});
  AddInit(builtin.NameError,
          {"__init__", "self, /, *args, name=None", &NameErrorInit});
  AddInit(
      builtin.AttributeError,
      {"__init__", "self, /, *args, name=None, obj=None", &AttributeErrorInit});
  AddFunctions("_prelude", kIntrinsics);
  AddInit(builtin.SyntaxError,
          {"__init__", "self, /, *args", &SyntaxErrorInit});
}

}  // namespace midge::vm
