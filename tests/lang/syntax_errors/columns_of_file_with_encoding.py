# coding: utf-8
é = 1; x = é 5
