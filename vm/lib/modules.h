// Registration of the modules written in C++, called by start_up.cc.
#ifndef MIDGE_VM_LIB_MODULES_H_
#define MIDGE_VM_LIB_MODULES_H_

namespace midge::vm {

void RegisterBuiltins();
void RegisterGc();  // under the prelude's gc.py
void RegisterSys();
void RegisterMath();
void RegisterComplexMath();
void RegisterMathOfInts();  // the part of math that is about ints
void RegisterMidge();
void RegisterLocks();        // under the prelude's threading.py
void RegisterTime();         // after RegisterMidge()
void RegisterRegex();        // _sre, re.Pattern, re.Match
void RegisterDeque();        // _deque, under collections.deque
void RegisterOrderedDict();  // _odict, under collections.OrderedDict
void RegisterItertools();    // _itertools, under the module itertools
void RegisterSyntaxTrees();  // under compile() to a tree
void RegisterUnicodeData();
void RegisterArray();    // _array, under the prelude's array.py
void RegisterBase64();   // _base64, under binascii
void RegisterDigests();  // _digests, under hashlib
void RegisterZlib();     // _zlib, under zlib
void RegisterJson();     // _jsontext, under _json
void RegisterLayout();   // _layout, under _struct
void RegisterRandom();   // _random, under the prelude's random.py

}  // namespace midge::vm

#endif  // MIDGE_VM_LIB_MODULES_H_
