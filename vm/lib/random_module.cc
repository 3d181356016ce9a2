// Module _random: the generator behind `random`, which is Python
// (vm/prelude/random.py).
//
// A generator's state is a bytearray that holds a MersenneTwister: plain data
// of the agent's heap, so that it is copied, frozen and sent like any other.
// It is seeded when it is first drawn from, unless seed() came before. One
// that lies in the image belongs to every agent; an agent's first draw makes a
// private copy, which a generator that is to differ between agents (the
// module's own) then seeds anew.
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/text_value.h"
#include "vm/objects/type_operators.h"
#include "vm/text/codec.h"
#include "vm/text/limits.h"
#include "vm/text/mersenne_twister.h"

namespace midge::vm {
namespace {

using text::MersenneTwister;

struct Generator {
  MersenneTwister twister;
  uint32_t reseeds;   // 1: every agent seeds its own copy
  uint32_t unseeded;  // 1: seeded by the first draw
};
static_assert(std::is_trivially_copyable_v<Generator>);

void SeedFromEntropy(Context& context, MersenneTwister* twister) {
  text::BigInt seed;
  for (int i = 0; i < 4; ++i) {
    seed.limbs.push_back(context.services().Entropy());
  }
  text::Normalise(&seed);
  twister->Seed(seed);
}

// The generator in the first argument, to draw from; null with an exception
// raised if there is none.
Generator* GeneratorOf(NativeCall& call) {
  const Value v = call.args[0];
  if (!IsKind(v, Kind::kByteArray)) {
    RaiseTypeError(call.context, "a random state is a bytearray");
    return nullptr;
  }
  Context& context = call.context;
  auto* given = static_cast<ByteArray*>(v.as_object());
  const bool copies = context.Resolve(given)->shared();
  ByteArray* array = Writable(context, context.Resolve(given));
  if (array->size != sizeof(Generator)) {
    RaiseValueError(context, "not a random state");
    return nullptr;
  }
  auto* generator = reinterpret_cast<Generator*>(array->buffer->data());
  if (generator->unseeded != 0 || (copies && generator->reseeds != 0)) {
    SeedFromEntropy(context, &generator->twister);
    generator->unseeded = 0;
  }
  return generator;
}

// What one call takes of the machine's generator: a few milliseconds' work.
constexpr int64_t kMachineBytesMax = 1 << 20;

// machine_bytes(count): of the machine's generator.
NativeResult MachineBytes(NativeCall& call) {
  int64_t count;
  if (!IntArgument(call.context, call.args[0], &count)) {
    return NativeResult::kRaise;
  }
  if (count < 0) {
    return RaiseValueError(call.context, "negative argument not allowed");
  }
  if (!call.context.heap().HasRoomFor(static_cast<size_t>(count))) {
    return RaiseMemoryError(call.context);
  }
  if (count > kMachineBytesMax) {
    return call.Prelude("machine_bytes_by_parts",
                        {call.args[0], Value::Int(kMachineBytesMax)});
  }
  std::string bytes(static_cast<size_t>(count), '\0');
  call.context.services().FillRandom(bytes);
  call.context.Charge(count / 16);
  return call.Return(Value::Of(NewBytes(call.context, bytes)));
}

// new_state(reseeds): to be seeded from the host's entropy.
NativeResult NewState(NativeCall& call) {
  bool reseeds;
  if (Truth(call.context, call.args[0], &reseeds) != OpResult::kDone) {
    return RaiseTypeError(call.context, "new_state() takes a bool");
  }
  Generator generator{};
  generator.reseeds = reseeds ? 1 : 0;
  generator.unseeded = 1;
  return call.Return(Value::Of(NewByteArray(
      call.context,
      {reinterpret_cast<const char*>(&generator), sizeof generator})));
}

// seed(state, value): of None, an int, a float, a str or bytes.
NativeResult Seed(NativeCall& call) {
  Generator* generator = GeneratorOf(call);
  if (generator == nullptr) return NativeResult::kRaise;
  Context& context = call.context;
  const Value v = Payload(context, call.args[1]);
  MersenneTwister& twister = generator->twister;
  Text text;
  if (v.is_none()) {
    SeedFromEntropy(context, &twister);
  } else if (GetStr(context, v, &text)) {
    twister.SeedText(text::ToUtf8(text.view));
  } else if (GetBytes(context, v, &text)) {
    twister.SeedText(text.view.bytes());
  } else if (IsInt(v)) {
    text::Limb limb;
    twister.Seed(ViewInt(v, &limb));
  } else if (v.is_float()) {
    int64_t hash;
    if (Hash(context, v, &hash) != OpResult::kDone) {
      return NativeResult::kRaise;
    }
    twister.Seed(text::BigInt::FromUnsigned(static_cast<uint64_t>(hash)));
  } else {
    return RaiseTypeError(context,
                          "The only supported seed types are: None,\n"
                          "int, float, str, bytes, and bytearray.");
  }
  return call.Return(Value::None());
}

NativeResult Next(NativeCall& call) {
  Generator* generator = GeneratorOf(call);
  if (generator == nullptr) return NativeResult::kRaise;
  return call.Return(Value::Float(generator->twister.NextDouble()));
}

NativeResult NextBits(NativeCall& call) {
  int64_t bits;
  if (!IntArgument(call.context, call.args[1], &bits)) {
    return NativeResult::kRaise;
  }
  if (bits < 0) {
    return RaiseValueError(call.context, "number of bits must be non-negative");
  }
  if (bits > text::kIntBitsMax) return RaiseMemoryError(call.context);
  Generator* generator = GeneratorOf(call);
  if (generator == nullptr) return NativeResult::kRaise;
  call.context.Charge(static_cast<size_t>(bits) / 64);
  return call.Return(MakeInt(call.context, generator->twister.NextBits(bits)));
}

// below(state, n): an int in [0, n), by drawing bits until one is.
NativeResult Below(NativeCall& call) {
  Context& context = call.context;
  const Value v = Payload(context, call.args[1]);
  if (!IsInt(v)) {
    return RaiseTypeError(context,
                          absl::StrCat("'", TypeName(context, call.args[1]),
                                       "' object cannot be interpreted as an "
                                       "integer"));
  }
  text::Limb limb;
  const text::BigView limit = ViewInt(v, &limb);
  if (limit.negative || limit.zero()) return call.Return(Value::Int(0));
  Generator* generator = GeneratorOf(call);
  if (generator == nullptr) return NativeResult::kRaise;
  const int64_t bits = text::BitLength(limit);
  context.Charge(static_cast<size_t>(bits) / 64);
  text::BigInt drawn;
  do {
    drawn = generator->twister.NextBits(bits);
  } while (text::Compare(drawn, limit) >= 0);
  return call.Return(MakeInt(context, drawn));
}

// get_state(state): the 624 words and the index, as random.getstate() has
// them.
NativeResult GetState(NativeCall& call) {
  Generator* generator = GeneratorOf(call);
  if (generator == nullptr) return NativeResult::kRaise;
  const MersenneTwister::State& state = generator->twister.state();
  Tuple* tuple = NewTuple(call.context, MersenneTwister::kWords + 1);
  for (int i = 0; i < MersenneTwister::kWords; ++i) {
    (*tuple)[i] = Value::Int(state.words[i]);
  }
  (*tuple)[MersenneTwister::kWords] = Value::Int(state.index);
  return call.Return(Value::Of(tuple));
}

NativeResult SetState(NativeCall& call) {
  Generator* generator = GeneratorOf(call);
  if (generator == nullptr) return NativeResult::kRaise;
  Context& context = call.context;
  if (!IsKind(call.args[1], Kind::kTuple)) {
    return RaiseTypeError(context, "state vector must be a tuple");
  }
  auto* tuple = static_cast<Tuple*>(call.args[1].as_object());
  if (tuple->length != MersenneTwister::kWords + 1) {
    return RaiseValueError(context, "state vector is the wrong size");
  }
  MersenneTwister::State state;
  for (uint32_t i = 0; i < tuple->length; ++i) {
    int64_t word;
    if (!IntArgument(context, (*tuple)[i], &word)) {
      return NativeResult::kRaise;
    }
    const auto bits = static_cast<uint32_t>(word);
    if (i < MersenneTwister::kWords) {
      state.words[i] = bits;
    } else {
      state.index =
          word < 0 || word > MersenneTwister::kWords ? UINT32_MAX : bits;
    }
  }
  if (!generator->twister.set_state(state)) {
    return RaiseValueError(context, "invalid state");
  }
  return call.Return(Value::None());
}

constexpr NativeSpec kFunctions[] = {
    {"machine_bytes", "count, /", &MachineBytes},
    {"new_state", "reseeds, /", &NewState},
    {"seed", "state, value, /", &Seed},
    {"next", "state, /", &Next},
    {"bits", "state, k, /", &NextBits},
    {"below", "state, n, /", &Below},
    {"get_state", "state, /", &GetState},
    {"set_state", "state, value, /", &SetState},
};

}  // namespace

void RegisterRandom() { AddFunctions("_random", kFunctions); }

}  // namespace midge::vm
