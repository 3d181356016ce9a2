// What a running agent gives to the code that works for it: its heap, its
// modules, and the exception being raised.
//
// Ownership: an agent is a Context (vm/sched/agent.h) and owns its heap.
// Threads:   only the worker that runs the agent.
#ifndef MIDGE_VM_OBJECTS_CONTEXT_H_
#define MIDGE_VM_OBJECTS_CONTEXT_H_

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "vm/heap/heap.h"
#include "vm/objects/objects.h"
#include "vm/text/limits.h"

namespace midge::vm {

class Program;
class Services;

// An agent's private copies of shared objects that it has written to; see
// vm/objects/private_copy.h.
using PrivateCopies = absl::flat_hash_map<Object*, Value>;

// What an agent keeps in C++ beside objects of its heap.
class HeapCompanion {
 public:
  virtual ~HeapCompanion() = default;
  // Sheds what belongs to objects that did not survive; see Roots::Collected().
  virtual void Collected(const Survivors& survivors) = 0;
};

class Context : public Roots {
 public:
  explicit Context(Services* services) : services_(services) {}

  Heap& heap() { return heap_; }
  Services& services() { return *services_; }
  void set_services(Services* services) { services_ = services; }

  // The exception that a native or an operator raised, until the interpreter
  // takes it; unbound if none.
  Value raised;

  // What raised may succeed after a collection: that might make room, or find
  // that nothing views a bytearray any more.
  bool collection_may_help = false;

  // What a native raised TypeError for, though its __index__ or __float__ may
  // make it a number: the interpreter calls the native again with that.
  Value unconverted;
  bool unconverted_to_float = false;

  // The running thread; null outside Interpreter::Run().
  Ref<Thread> running;

  // The code of the swarm (vm/interp/loader.h): where imports are found.
  Program* program = nullptr;

  // sys.modules: Str -> Module.
  Ref<Dict> modules;

  // Code compiled at run time (vm/interp/code_store.h); null while there is
  // none.
  std::unique_ptr<HeapCompanion> codes;

  // Opcodes left in the running slice; long natives charge themselves by size
  // (invariant 5).  May go below zero.
  int64_t budget = 0;
  void Charge(size_t units) { budget -= static_cast<int64_t>(units); }

  // How deep in containers a native is, and how many items it has seen below
  // the outermost; see Nesting in operators.h.
  int nesting = 0;
  size_t nested_items = 0;

  // Whether who asks for an attribute drops the AttributeError if there is
  // none: then the class alone is raised, without words.
  bool drops_missing = false;

  int32_t recursion_limit = kDefaultRecursionLimit;
  static constexpr int32_t kDefaultRecursionLimit = 1000;

  // sys.set_int_max_str_digits(): 0 is no limit.
  int32_t int_digits_max = text::kIntTextDigitsMax;

  // Null while the agent has written to no shared object.
  std::unique_ptr<PrivateCopies> private_copies;

  // The copies of the core that modules made of it, when they changed it while
  // `image` was made, stand for it here as well; null: there is no image.
  // REQUIRES: private_copies is null; `image` outlives this.
  void TakeCopiesOf(const Context* image);

  // The object that stands for `object` in this agent: its private copy if it
  // has one.  Whoever reads a mutable object that may be shared (list, dict,
  // set, class, module, instance, bytearray, cell) resolves it first.
  template <typename T>
  T* Resolve(T* object) {
    if (!MayBeCopied(object)) return object;
    return static_cast<T*>(ResolveSlow(object));
  }
  // False: every object stands for itself; every instance and every class does;
  // every function does.
  bool has_copies() const { return copied_ != 0; }
  bool has_instance_copies() const { return instances_copied_; }
  bool has_function_copies() const { return functions_copied_; }
  // False: the object stands for itself.
  bool MayBeCopied(const Object* object) const {
    return object->shared() && copied_ >> CopyBit(object) & 1;
  }

  // Whether it keeps nothing beside its heap but what every agent has: then the
  // agent can be folded (vm/sched/agent_record.h).  Whoever adds a member that
  // few agents use says so here.
  bool is_plain() const {
    return raised.is_unbound() && unconverted.is_unbound() &&
           private_copies == nullptr && codes == nullptr;
  }

  // Makes Resolve() lead from `shared` to `copy`.
  // REQUIRES: Resolve(shared) is `shared`.
  void AddPrivateCopy(Object* shared, Object* copy);

  // Collects the heap.  A subclass that measures it calls this one.
  virtual void CollectHeap();

  // Roots.  A subclass with more roots calls this one too.
  void VisitRoots(RootVisitor& visitor) override;
  void Collected(const Survivors& survivors) override {
    if (codes != nullptr) codes->Collected(survivors);
  }
  // A generator is registered when it is made, and is to be closed only while
  // it is suspended; an asynchronous one only if a hook was told of it.  Of a
  // coroutine that never began a warning is given.
  bool WantsFinalizer(const Object* object) const override {
    if (!object->is(Kind::kGenerator)) return true;
    const Generator* generator = static_cast<const Generator*>(object);
    if (generator->is_unawaited()) return true;
    return generator->state() == Generator::kSuspended &&
           (generator->type() != Generator::kAsync ||
            generator->has_flag(Generator::kHooked));
  }

 private:
  // Which bit of copied_ stands for it.
  static int CopyBit(const Object* object) {
    return static_cast<int>(
        reinterpret_cast<uintptr_t>(object) * 0x9E3779B97F4A7C15 >> 58);
  }
  Object* ResolveSlow(Object* object);

  Heap heap_;
  Services* services_;
  // The CopyBits of all objects with private copies: a zero there saves the
  // look-up, and most objects that are read have no copy.
  uint64_t copied_ = 0;
  // Whether an instance or a class is among them; whether a function is.
  bool instances_copied_ = false;
  bool functions_copied_ = false;
  const PrivateCopies* image_copies_ = nullptr;  // see TakeCopiesOf()
};

// What the interpreter needs from outside: given by the scheduler, or by a
// test.
class Services {
 public:
  virtual ~Services() = default;
  // print() and tracebacks.  `stream` is 1 (stdout) or 2 (stderr).
  virtual void Write(Context& context, int stream, std::string_view text) = 0;
  // What was written is to be seen at once.
  virtual void Flush(Context& context, int stream) = 0;
  // Nanoseconds of a monotonic clock and of the time since 1970.
  virtual int64_t MonotonicNanoseconds() = 0;
  virtual int64_t WallNanoseconds() = 0;
  // Processor time of the whole process; where time is virtual, that.
  virtual int64_t ProcessorNanoseconds() { return MonotonicNanoseconds(); }
  // 64 random bits for seeding.
  virtual uint64_t Entropy() = 0;
  // Of the machine's generator, which no seed of a swarm makes repeat itself.
  virtual void FillRandom(std::span<char> bytes) = 0;
  // Some of the program's input; nullopt if none has come yet, empty at its
  // end.
  virtual std::optional<std::string> TakeInput() { return ""; }
};

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_CONTEXT_H_
