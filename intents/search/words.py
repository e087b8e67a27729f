"""Small words of Turkish and English that carry no subject: they weigh little."""

from collections.abc import Sequence

_TURKISH_TEXT = """
    acaba ama ancak artik bana bazi ben beni benim bi bir biraz biri birsey biz bizde bize bizi
    bizim bu bunlar bunu bunun cok da daha de degil diye eder edilir ediyor en etmek falan filan
    gerek gerekir gerekiyor gibi gore hakkinda hangi hangisi hem hep her hic icin icinde ile
    ilgili ise iste istiyorum istiyoruz kac kadar ki kim kimin kimse konuda konusunda lazim
    lutfen mi midir misiniz miyiz mu mudur musunuz muyuz nasil ne neden nedir neler nelerdir
    nerede nereden nereye niye o olan olarak oldugu olmak olmali olsun olur oluyor once onlar
    onu onun peki sadece sanirim sey siz sizce size sizin sonra soyle su tam tum var varmi ve
    veya ya yada yani yapabiliriz yapariz yapilir yapiliyor yapmak yapmali yapmaliyiz yok yoksa
    zaman
"""
_PHONE_TEXT = """
    bilmiyoz bisey gerekiyo gerekiyomu hocam icn istiyom istiyoz lazimmi lazimmis lazm lzm
    mumkunmu nabicaz nabiyoruz napalim napariz napcaz napicaz nasi nasl nerde nerden nereye
    nezaman noldu nolur noluyo nolucak nsl oluyo olurmu sagolun valla varmis yapabilirmiyiz
    yapcaz yapicaz yapiyoruz yapiyoz zamn zmn
"""
_ENGLISH_TEXT = """
    a about am an and any are as at be by can could do does for from get has have he hello her hi
    him his how i if in is it its long many may me much my need of on or our please she should so
    thanks that the their them then there they this to us want was we what when where which who
    why will with would you your
"""
TURKISH = frozenset(f"{_TURKISH_TEXT} {_PHONE_TEXT}".split())
FUNCTION_WORDS = TURKISH | frozenset(_ENGLISH_TEXT.split())


def telling(typed: Sequence[str]) -> list[str]:
    """The words that say something of their own."""
    return [word for word in typed if word not in FUNCTION_WORDS and len(word) > 1]
