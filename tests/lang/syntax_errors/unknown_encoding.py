# coding: no-such
x = 1
