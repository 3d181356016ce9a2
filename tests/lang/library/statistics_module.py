# gc every: 256
import statistics as st
from fractions import Fraction

data = [2.5, 3.25, 5.5, 11.25, 11.75]
print(st.mean(data), st.median(data), st.mode([1, 1, 2]), st.fmean(data), st.median_low([1, 2, 3, 4]))
print(st.pstdev(data), st.stdev(data), st.variance([1, 2, 3, 4]), st.pvariance([1, 2, 3, 4]), st.multimode("aabb"))
print(st.mean([Fraction(1, 2), Fraction(1, 3)]), st.geometric_mean([1, 4]), st.harmonic_mean([40, 60]))
print(st.quantiles([1, 2, 3, 4, 5], n=4), st.median_grouped([1, 2, 2, 3]), st.mean([1, 2, 3]), st.correlation([1, 2, 3], [2, 4, 7]))
n = st.NormalDist(10, 2)
print(n.mean, n.cdf(10), round(n.pdf(11), 6), n + 5, st.linear_regression([1, 2, 3], [2, 4, 6]))
try:
    st.mean([])
except st.StatisticsError as error:
    print(error)
