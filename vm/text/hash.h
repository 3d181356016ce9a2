// Hash values. Numbers, tuples and frozensets hash as in CPython, so that
// equal numbers of different types agree; text and bytes hash with a fixed
// key, so that every node and every run agree.
//
// Pure functions. -1 is never returned: it means an error to whoever asks.
#ifndef MIDGE_VM_TEXT_HASH_H_
#define MIDGE_VM_TEXT_HASH_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "vm/text/big_int.h"

namespace midge::vm::text {

int64_t HashInt64(int64_t value);
int64_t HashBigInt(BigView value);

// Equals the hash of an equal int. A NaN hashes by identity: `nan_hash`.
int64_t HashDouble(double value, int64_t nan_hash);

// SipHash-1-3 with a fixed key; 0 for no bytes. A str gives the bytes of its
// narrowest form, in which equal texts are equal bytes.
int64_t HashBytes(std::string_view bytes);

// Combines the hashes of a tuple's items, in order.
class TupleHash {
 public:
  void Add(int64_t item_hash);
  int64_t Finish(size_t size) const;

 private:
  uint64_t lanes_ = 2870177450012600261u;
};

// Combines the hashes of a frozenset's items, in any order.
class FrozensetHash {
 public:
  void Add(int64_t item_hash);
  int64_t Finish(size_t size) const;

 private:
  uint64_t bits_ = 0;
};

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_HASH_H_
