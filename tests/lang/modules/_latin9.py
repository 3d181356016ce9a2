#!/usr/bin/python3
# vim: fileencoding=iso-8859-15
price = '10 €'

def fail():
    café = 'œuvre'; café.naïve
