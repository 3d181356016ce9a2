// The functions of module cmath, on the branches that CPython has: the signs of
// zeros tell the sides of a cut apart, and infinities and NaNs go where C99
// says.
//
// Pure functions.  Methods: W. Kahan, "Branch cuts for complex elementary
// functions", 1987.
#ifndef MIDGE_VM_TEXT_COMPLEX_MATH_H_
#define MIDGE_VM_TEXT_COMPLEX_MATH_H_

#include <complex>

namespace midge::vm::text {

using ComplexDouble = std::complex<double>;

enum class MathStatus {
  kOk,
  kDomain,  // ValueError "math domain error"
  kRange,   // OverflowError "math range error"
};

MathStatus ComplexAcos(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexAcosh(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexAsin(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexAsinh(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexAtan(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexAtanh(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexCos(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexCosh(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexExp(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexLog(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexLog10(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexSin(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexSinh(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexSqrt(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexTan(ComplexDouble z, ComplexDouble* out);
MathStatus ComplexTanh(ComplexDouble z, ComplexDouble* out);

// The number of modulus r and argument phi.
MathStatus FromPolar(double r, double phi, ComplexDouble* out);

}  // namespace midge::vm::text

#endif  // MIDGE_VM_TEXT_COMPLEX_MATH_H_
