// What float's // and % are: C's have other signs and roundings.
#ifndef MIDGE_VM_TEXT_FLOAT_OPS_H_
#define MIDGE_VM_TEXT_FLOAT_OPS_H_

namespace midge::vm::text {

// a % b and a // b.  REQUIRES: b is not zero.
double FloatModulo(double a, double b);
double FloatFloorDivide(double a, double b);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_FLOAT_OPS_H_
