#include "vm/sched/start.h"

#include "vm/image/codec.h"
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
bool StartEntry(Agent* agent, std::string_view name) {
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
  module->name = Names::Intern(name);
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
  DictSet(*agent, agent->modules, module->name, Value::Of(module));
  Function* body = NewModuleFunction(*agent, code, module->dict);
  agent->AddThread(
      NewThread(*agent, Value::Of(body), core().empty_tuple, nullptr), false);
  return true;
}

bool RaiseCorrupt(Agent* agent) {
  Raise(*agent, core().RuntimeError, "the agent was spawned with no function");
  return false;
}

// Makes the value that the agent was spawned with: (function, args, kwargs).
bool TakeBirth(Agent* agent, Value* start) {
  std::shared_ptr<BirthCertificate>& birth = agent->record().birth;
  const absl::Status status =
      Decode(*agent, agent->swarm().codec(), birth->payload, start);
  if (birth->for_one) std::string().swap(birth->payload);
  return status.ok() || RaiseUndecoded(agent, status);
}

bool StartChild(Agent* agent) {
  agent->modules = agent->swarm().image_modules();
  Value start;
  if (!TakeBirth(agent, &start)) return false;
  if (!IsKind(start, Kind::kTuple)) return RaiseCorrupt(agent);
  Tuple* parts = static_cast<Tuple*>(start.as_object());
  if (parts->length != 3 || !IsKind((*parts)[1], Kind::kTuple) ||
      !IsKind((*parts)[2], Kind::kDict)) {
    return RaiseCorrupt(agent);
  }
  Tuple* args = static_cast<Tuple*>((*parts)[1].as_object());
  const BirthCertificate& birth = *agent->record().birth;
  if (birth.stride > 0) {
    Tuple* longer = NewTuple(*agent, args->length + 1);
    (*longer)[0] = NewUnsigned(
        *agent, birth.first_index +
                    (agent->id().serial() - birth.first_serial) * birth.stride);
    for (uint32_t i = 0; i < args->length; ++i) {
      (*longer)[i + 1] = (*args)[i];
    }
    args = longer;
  }
  Dict* kwargs = static_cast<Dict*>((*parts)[2].as_object());
  int64_t position = 0;
  Value key, value;
  while (DictNext(kwargs, &position, &key, &value)) {
    if (!IsKind(key, Kind::kStr)) return RaiseCorrupt(agent);
  }
  agent->AddThread(NewThread(*agent, (*parts)[0], args, kwargs), false);
  return true;
}

}  // namespace

bool StartAgent(Agent* agent) {
  bool started = false;
  switch (agent->role()) {
    case Agent::Role::kRoot:
      started = StartEntry(agent, "__main__");
      break;
    case Agent::Role::kImageBuilder:
      agent->heap().StartSerialsAt(kImageSerials);
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
