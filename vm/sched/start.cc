#include "vm/sched/start.h"

#include <algorithm>

#include "vm/image/call.h"
#include "vm/interp/intrinsics.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/sched/swarm.h"
#include "vm/sched/waits.h"

namespace midge::vm {

namespace {

void Set(Context& context, Dict* dict, std::string_view name, Value value) {
  DictSet(context, dict, Names::Intern(name), value);
}

// A module sys with the program's own argv; the rest is everybody's.
void MakeSys(Agent* agent) {
  const auto found = core().modules.find(Names::Intern("sys"));
  if (found == core().modules.end()) return;
  Module* sys = agent->heap().New<Module>();
  sys->name = found->second->name;
  sys->dict = NewVersionedDict(*agent);
  int64_t position = 0;
  Value key, value;
  while (DictNext(found->second->dict, &position, &key, &value)) {
    DictSet(*agent, sys->dict, static_cast<Str*>(key.as_object()), value);
  }
  List* argv = NewList(*agent);
  for (const std::string& argument : agent->swarm().spec().options.argv) {
    ListPush(*agent, argv, Value::Of(NewStr(*agent, argument)));
  }
  Set(*agent, sys->dict, "argv", Value::Of(argv));
  Set(*agent, sys->dict, "modules", Value::Of(agent->modules.get()));
  DictSet(*agent, agent->modules, sys->name, Value::Of(sys));
}

Value StrOf(Context& context, std::string_view text) {
  return Value::Of(NewStr(context, text));
}

// The entry as a module called `name`, and a thread that runs its body.
bool StartEntry(Agent* agent, Str* name) {
  Program& program = agent->swarm().program();
  agent->modules = NewDict(*agent);
  MakeSys(agent);
  CompiledSource error;
  const CodeData* code = program.Module("__main__", &error);
  ShowWarnings(*agent, error);
  if (code == nullptr) {
    RaiseSyntaxError(*agent, error);
    return false;
  }
  Module* module = agent->heap().New<Module>();
  module->name = name;
  module->dict = NewVersionedDict(*agent);
  Set(*agent, module->dict, "__name__", Value::Of(module->name.get()));
  Set(*agent, module->dict, "__doc__", Value::None());
  Set(*agent, module->dict, "__package__", Value::None());
  Set(*agent, module->dict, "__spec__", Value::None());
  Set(*agent, module->dict, "__builtins__", Value::Of(CoreModule("builtins")));
  Set(*agent, module->dict, "__file__",
      StrOf(*agent, program.File("__main__")->file_name));
  Set(*agent, module->dict, "__loader__",
      core().prelude.at(Names::Intern("loader")));
  // `__main__` is the entry for the image's modules and for agents as well.
  Set(*agent, agent->modules, "__main__", Value::Of(module));
  DictSet(*agent, agent->modules, module->name, Value::Of(module));
  Function* body = NewModuleFunction(*agent, code, module->dict);
  agent->AddThread(
      NewThread(*agent, Value::Of(body), core().empty_tuple, nullptr), false);
  return true;
}

// The number that goes before the arguments of an agent of a spawn_many().
Tuple* WithNumber(Agent* agent, const BirthCertificate& birth, Tuple* args) {
  Tuple* longer = NewTuple(*agent, args->length + 1);
  (*longer)[0] = NewUnsigned(
      *agent, birth.first_index +
                  (agent->id().serial() - birth.first_serial) * birth.stride);
  std::copy(args->items(), args->items() + args->length, longer->items() + 1);
  return longer;
}

bool StartChild(Agent* agent) {
  agent->modules = agent->swarm().image_modules();
  BirthCertificate& birth = *agent->record().birth;
  Call call;
  const absl::Status status = DecodeCall(*agent, agent->swarm().codec(),
                                         birth.payload, birth.called, &call);
  if (birth.for_one) std::string().swap(birth.payload);
  if (!status.ok()) return RaiseUndecoded(agent, status);
  if (birth.stride > 0) call.args = WithNumber(agent, birth, call.args);
  agent->AddThread(NewThread(*agent, call.function, call.args, call.kwargs),
                   false);
  return true;
}

}  // namespace

bool StartAgent(Agent* agent) {
  bool started = false;
  switch (agent->role()) {
    case Agent::Role::kRoot:
      started = StartEntry(agent, Names::Intern("__main__"));
      break;
    case Agent::Role::kImageBuilder:
      agent->heap().PrepareToFreeze(kImageSerials);
      started = StartEntry(agent, agent->swarm().codec().modules.entry);
      break;
    case Agent::Role::kChild:
      started = StartChild(agent);
      break;
  }
  if (started) agent->main = agent->ready.first;
  return started;
}

}  // namespace midge::vm
