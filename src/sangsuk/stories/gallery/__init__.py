"""What everybody may read, see and take away of stories; and how it goes again.

shelf.py    the gallery: narrowed, found by words, page by page
telling.py  a story as its page shows it; naming.py what its office and words are called; answered.py what became of it
files.py    which photographs, sounds and films may be shown now
share.py    the picture beside a link; kept on disk by its content
opened.py   published stories as open data; numbers.py a campaign in numbers
announced.py  what was announced: the choice with its reasons, and the films; kit.py the press kit, kit_texts.py its texts
flags.py    a reader says that a story does wrong to somebody
clearing.py what must go from the disk, and the duty to do it
"""
