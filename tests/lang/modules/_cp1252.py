# coding: cp1252
price = '10 €'

def fail():
    café = 'œuvre'; café.naïve
