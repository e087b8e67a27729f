"""What a few words want, in whatever form they are said: a wording is some telling words, and the
small words that may stand around them.

Law: a wording is said when nothing is left of the words; whatever else they hold is a message.
"""

import re
from dataclasses import dataclass

from intents.turkish import words

_AROUND_TEXT = """
    tamam tamamdir tmm ok okay okey oke peki evet evt he hee hi ha haa hadi haydi artik
    lutfen ltf ya yaa valla vallahi iste o zaman oyleyse bence hocam efendim abi abla kardes
    kardesim canim yavrum evladim kuzum
    bir bi saniye dakika sn dk dakka bidakka dur durun bekle simdi aslinda
    yani hemen sey da de ta te bunu bu boyle oldugu gibi hepsi kadar yeter yeterli neyse ama
    fakat ve ki yine gene biraz cok tam tesekkurler tesekkur ederim ederiz sagol sagolun sag
    ol olun eyvallah off of ay yahu be please just now then it yes yeah oh well wait
    actually and so the a is this that thanks
    """
AROUND = frozenset(_AROUND_TEXT.split())
_NO_TEXT = "yok hayir hyr yoo degil no nope"
NO = frozenset(_NO_TEXT.split())
_ENDING = 9  # letters
_SHORT_TEXT = """
    zmn=zaman nzmn=ne zaman nzaman=ne zaman nezaman=ne zaman nezmn=ne zaman cvp=cevap cvb=cevap
    nsl=nasil lzm=lazim dgl=degil gndr=gonder tsk=tesekkurler tskr=tesekkurler tskler=tesekkurler
    sra=sira srm=sorum uzmn=uzman drm=durum tlp=talep brda=burada isk=iste
    """
_SHORT = dict(one.split("=") for one in re.split(r"\s(?=\w+=)", _SHORT_TEXT.strip()))


@dataclass(frozen=True, slots=True)
class Wording:
    """Telling words as a pattern over folded words, and the small words around them, whole or by
    their stems; `longest` is in words.
    """

    tells: re.Pattern[str]
    around: frozenset[str]
    stems: re.Pattern[str]
    longest: int = 8

    def said(self, text: str, *, spare: int = 0) -> bool:
        """Whether that is all that the words say, but for so many `spare` ones."""
        rest = self.left(text)
        return rest is not None and len(rest) <= spare

    def left(self, text: str) -> list[str] | None:
        """The words that are neither; None where nothing of it is told, or too much else."""
        typed = words(text)
        if not typed or len(typed) > self.longest:
            return None
        said = " ".join(_SHORT.get(word, word).strip() for word in typed)
        if not self.tells.search(said):
            return None
        rest = [word for word in self.tells.sub(" ", said).split() if word not in self.around]
        return [word for word in rest if self.stems.fullmatch(word) is None]


def wording(
    tells: str, around: str = "", *, stems: str = "", longest: int = 8, firm: bool = False
) -> Wording:
    """A wording of whole words, a line each way to say it; `stems` are what words around it may
    begin with, `firm` says that a no around it makes it another.
    """
    endings = re.compile(rf"(?:{stems})\w{{0,{_ENDING}}}" if stems else r"(?!)")
    small = AROUND | frozenset(around.split()) | (frozenset() if firm else NO)
    ways = "|".join(line.strip() for line in tells.strip().splitlines())
    return Wording(re.compile(rf"\b(?:{ways})\b"), small, endings, longest)
