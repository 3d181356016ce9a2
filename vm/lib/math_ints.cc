// The functions of ints in module math: gcd, lcm, isqrt, factorial, comb, perm.
#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/numbers.h"

namespace midge::vm {
namespace {

using text::BigInt;
using text::BigStatus;
using text::BigView;

// An int argument of any size; `*limb` backs a small one.
bool BigArgument(Context& context, Value v, text::Limb* limb, BigView* out) {
  const Value plain = Payload(context, v);
  if (!IsInt(plain)) {
    RaiseNoInteger(context, v);
    return false;
  }
  *out = ViewInt(plain, limb);
  return true;
}

NativeResult ReturnBig(NativeCall& call, BigStatus status, BigView value) {
  if (status != BigStatus::kOk) {
    return Finish(RaiseBigStatus(call.context, status));
  }
  call.context.Charge(value.limbs.size());
  return call.Return(MakeInt(call.context, value));
}

std::span<Value> AllArguments(NativeCall& call) {
  return static_cast<Tuple*>(call.args[0].as_object())->span();
}

NativeResult Gcd(NativeCall& call) {
  BigInt result;
  for (Value v : AllArguments(call)) {
    text::Limb limb;
    BigView view;
    if (!BigArgument(call.context, v, &limb, &view)) {
      return NativeResult::kRaise;
    }
    call.context.Charge(view.limbs.size() * view.limbs.size());
    result = text::GreatestCommonDivisor(result, view);
  }
  return ReturnBig(call, BigStatus::kOk, result);
}

BigStatus LeastCommonMultiple(BigView a, BigView b, BigInt* out) {
  if (a.zero() || b.zero()) {
    *out = BigInt();
    return BigStatus::kOk;
  }
  const BigInt divisor = text::GreatestCommonDivisor(a, b);
  BigInt quotient;
  BigStatus status = text::DivMod(a, divisor, &quotient, nullptr);
  if (status == BigStatus::kOk) status = text::Multiply(quotient, b, out);
  out->negative = false;
  return status;
}

NativeResult Lcm(NativeCall& call) {
  BigInt result(1);
  for (Value v : AllArguments(call)) {
    text::Limb limb;
    BigView view;
    if (!BigArgument(call.context, v, &limb, &view)) {
      return NativeResult::kRaise;
    }
    const BigStatus status = LeastCommonMultiple(BigInt(result), view, &result);
    if (status != BigStatus::kOk) return ReturnBig(call, status, result);
  }
  return ReturnBig(call, BigStatus::kOk, result);
}

NativeResult Isqrt(NativeCall& call) {
  text::Limb limb;
  BigView view;
  if (!BigArgument(call.context, call.args[0], &limb, &view)) {
    return NativeResult::kRaise;
  }
  if (view.negative) {
    return RaiseValueError(call.context,
                           "isqrt() argument must be nonnegative");
  }
  BigInt root;
  const BigStatus status = text::SquareRoot(view, &root);
  return ReturnBig(call, status, root);
}

// first * (first + 1) * … * last, by halves so that the factors stay of equal
// size.
BigStatus Product(int64_t first, int64_t last, BigInt* out) {
  if (last - first < 8) {
    BigInt product(first);
    for (int64_t i = first + 1; i <= last; ++i) {
      const BigStatus status =
          text::Multiply(BigInt(product), BigInt(i), &product);
      if (status != BigStatus::kOk) return status;
    }
    *out = std::move(product);
    return BigStatus::kOk;
  }
  const int64_t middle = first + (last - first) / 2;
  BigInt low, high;
  BigStatus status = Product(first, middle, &low);
  if (status == BigStatus::kOk) status = Product(middle + 1, last, &high);
  return status == BigStatus::kOk ? text::Multiply(low, high, out) : status;
}

// The result would pass the limit on ints, or the slice.
constexpr int64_t kFactorsMax = int64_t{1} << 22;

NativeResult ReturnProduct(NativeCall& call, int64_t first, int64_t last) {
  if (last < first) return call.Return(Value::Int(1));
  if (last - first >= kFactorsMax) return RaiseMemoryError(call.context);
  call.context.Charge(static_cast<size_t>(last - first));
  BigInt product;
  const BigStatus status = Product(first, last, &product);
  return ReturnBig(call, status, product);
}

NativeResult Factorial(NativeCall& call) {
  int64_t n;
  if (!ClampedArgument(call.context, call.args[0], &n)) {
    return NativeResult::kRaise;
  }
  if (n < 0) {
    return RaiseValueError(call.context,
                           "factorial() not defined for negative values");
  }
  if (n == INT64_MAX) {
    return RaiseOverflowError(call.context,
                              "factorial() argument should not exceed "
                              "9223372036854775807");
  }
  return ReturnProduct(call, 2, n);
}

// n and k of comb() and perm(): n of any size; k clamped, and only as large
// as work allows.
struct Choice {
  text::Limb limb;
  BigView n;
  int64_t k = 0;
};

bool ChoiceArguments(NativeCall& call, Choice* choice) {
  text::Limb limb;
  BigView k;
  if (!BigArgument(call.context, call.args[0], &choice->limb, &choice->n) ||
      !BigArgument(call.context, call.args[1], &limb, &k)) {
    return false;
  }
  for (const char* name : {"n", "k"}) {
    if (!(*name == 'n' ? choice->n : k).negative) continue;
    RaiseValueError(call.context,
                    absl::StrCat(name, " must be a non-negative integer"));
    return false;
  }
  return ClampedArgument(call.context, call.args[1], &choice->k);
}

// n * (n - 1) * … of k factors. REQUIRES: 0 < k <= n.
BigStatus FallingProduct(BigView n, int64_t k, BigInt* out) {
  int64_t small;
  if (text::FitsInt64(n, &small) && small < INT64_MAX) {
    return Product(small - k + 1, small, out);
  }
  BigInt product(1);
  for (int64_t i = 0; i < k; ++i) {
    BigInt factor;
    BigStatus status = text::Subtract(n, BigInt(i), &factor);
    if (status == BigStatus::kOk) {
      status = text::Multiply(BigInt(product), factor, &product);
    }
    if (status != BigStatus::kOk) return status;
  }
  *out = std::move(product);
  return BigStatus::kOk;
}

// The falling product, divided by k! for comb().
NativeResult Choose(NativeCall& call, BigView n, int64_t k, bool ordered) {
  if (k == 0) return call.Return(Value::Int(1));
  if (k >= kFactorsMax) return RaiseMemoryError(call.context);
  call.context.Charge(static_cast<size_t>(k) * 2);
  BigInt above, below, result;
  BigStatus status = FallingProduct(n, k, &above);
  if (ordered || status != BigStatus::kOk) {
    return ReturnBig(call, status, above);
  }
  status = Product(1, k, &below);
  if (status == BigStatus::kOk) {
    status = text::DivMod(above, below, &result, nullptr);
  }
  return ReturnBig(call, status, result);
}

NativeResult Perm(NativeCall& call) {
  if (call.args[1].is_unbound() || call.args[1].is_none()) {
    return Factorial(call);
  }
  Choice choice;
  if (!ChoiceArguments(call, &choice)) return NativeResult::kRaise;
  if (text::Compare(choice.n, BigInt(choice.k)) < 0) {
    return call.Return(Value::Int(0));
  }
  return Choose(call, choice.n, choice.k, true);
}

NativeResult Comb(NativeCall& call) {
  Choice choice;
  if (!ChoiceArguments(call, &choice)) return NativeResult::kRaise;
  if (text::Compare(choice.n, BigInt(choice.k)) < 0) {
    return call.Return(Value::Int(0));
  }
  // k may be too large for its 64 bits, where it is clamped.
  text::Limb limb;
  BigInt rest;
  const BigStatus status = text::Subtract(
      choice.n, ViewInt(Payload(call.context, call.args[1]), &limb), &rest);
  int64_t other;
  if (rest.negative) return call.Return(Value::Int(0));
  if (status == BigStatus::kOk && text::FitsInt64(rest, &other)) {
    choice.k = std::min(choice.k, other);
  } else if (choice.k == INT64_MAX) {
    return RaiseOverflowError(
        call.context, absl::StrCat("min(n - k, k) must not exceed ", choice.k));
  }
  return Choose(call, choice.n, choice.k, false);
}

constexpr NativeSpec kFunctions[] = {
    {"comb", "n, k, /", &Comb}, {"factorial", "n, /", &Factorial},
    {"gcd", "*integers", &Gcd}, {"isqrt", "n, /", &Isqrt},
    {"lcm", "*integers", &Lcm}, {"perm", "n, k=None, /", &Perm},
};

}  // namespace

void RegisterMathOfInts() { AddFunctions("math", kFunctions); }

}  // namespace midge::vm
