"""Which lines of a web page are its article, and which the site puts around every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from planlint.patterns import IGNORECASE, compiled
from planlint.phrases.bodies import names_issuer
from planlint.phrases.clauses import has_clauses
from planlint.phrases.metadata import entry_at
from planlint.phrases.times import is_date
from planlint.phrases.titles import is_document_number
from planlint.record import Record

_OPENINGS = (
    *("打印", "关闭", "收藏", "分享", "字体", "字号", "复制链接", "纠错", "扫一扫", "二维码", "手机版", "返回顶部", "返回首页", "返回列表"),
    *("无障碍", "繁体版", "繁體", "您的位置", "当前位置", "您现在的位置", "您当前的位置", "您当前所在的位置", "当前所在位置", "当前栏目"),
    *("网站首页", "网站地图", "联系我们", "友情链接", "网站标识码", "上一篇", "下一篇", "上一页", "下一页", "上一条", "下一条", "首页>", "首页»"),
    *("相关链接", "相关文章", "相关阅读", "相关解读", "相关稿件", "相关新闻", "相关信息", "相关政策", "延伸阅读", "热门推荐"),
    *("点击数", "点击率", "点击次数", "浏览量", "浏览次数", "阅读量", "阅读次数", "访问量", "访问次数", "索引号"),
)
_ANYWHERE = (
    *("ICP备", "公网安备", "版权所有", "技术支持：", "技术支持:", "主办：", "主办单位：", "承办：", "承办单位：", "网站标识码", "您是第"),
    *("打印本页", "打印此页", "打印页面", "关闭本页", "关闭窗口", "【关闭】", "【打印】", "Copyright"),
)
_COUNTED = ("来源", "浏览", "点击", "阅读", "字号", "字体", "作者", "编辑")
_STAMP = compiled(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_BUTTON = compiled(r"(?:A?[+＋\-]?[ ]?[大中小]){1,3}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ ]*\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,7}[ ]?次?")
_ROUND = "[]【】()（）|｜<>《》 \t·"
_GAPS = compiled(r"\s+")
_LONGEST_FURNITURE = 200

_STOP = compiled(r"[。；]|，.{12}")
_PAUSE = compiled(r"[，。；、：]")
_ATTACHED = compiled(r"[\[【（(]?(?:附[ ]*[件表图录]|[^。]{1,80}\.(?:docx?|wps|pdf|xlsx?|et|ofd|rar|zip|pptx?)\b)", IGNORECASE)
_BRACKETED = compiled(r"[（(〔].{2,60}[）)〕]")
_FORWARDING = compiled(r"关于(?:印发|转发|批转|发布)?$")
_LONGEST_ISSUER = 44
_ADDRESSEE = compiled(r"[ \u3000]*[^，。；：:]{2,30}(?:[，、][^，。；：:]{2,30}){0,9}[：:][ \u3000]*")
_SIGNS = compiled(r"[^\p{Han}A-Za-z0-9]+")
_CORE_SHARE = 0.75
_UNMARKED_SHARE = 0.25
_LINES_BETWEEN = 12
_LINES_SIGNED = 5
_SHORTEST_TITLE = 6


class Block(Record):
    """An element that holds the lines from `first` up to `stop`; `site` tells that its name or class says it is no part of an article."""

    first: int
    stop: int
    site: bool


class PageLine(Record):
    """A line of a page: its text, how many characters of it are links to other pages, and whether it is a row of a table."""

    text: str
    linked: int
    row: bool


class Article(Record):
    """The lines of a page that are its article, by index, and those among them that are the title of the page."""

    kept: list[int]
    title: list[int]


def article(lines: Sequence[PageLine], blocks: Sequence[Block], titles: Iterable[str]) -> Article:
    """The article of a page: the smallest block with most of its prose, without the furniture at its edges, below the title of the page.

    Blocks come in the order in which they begin; `titles` are those that the head of the page tells. A page without prose is kept whole.
    """
    return _Page(lines, blocks, [_letters(title) for title in titles]).article()


class _Page:
    def __init__(self, lines: Sequence[PageLine], blocks: Sequence[Block], titles: Sequence[str]) -> None:
        self._lines = lines
        self._blocks = blocks
        self._titles = titles
        self._furniture = [_is_furniture(line) for line in lines]
        self._prose = [not stray and (line.row or _STOP.search(line.text) is not None) for line, stray in zip(lines, self._furniture, strict=True)]

    def article(self) -> Article:
        core = self._core()
        site = self._of_site(core)
        inside = [at for at in range(core.first, core.stop) if at not in site]
        prose = [at for at in inside if self._prose[at]]
        if not prose:
            return Article(list(range(len(self._lines))), [])
        title = self._title(prose[0])
        above = [at for at in inside if at < prose[0] and not self._furniture[at]]
        if title and title[0] >= core.first:
            first = self._issued_by(title[0], core.first)
            above = [at for at in above if at >= first or self._is_numbered(at)]
        else:
            above = [*title, *self._between(title, core.first), *above]
        body = [at for at in inside if prose[0] <= at <= prose[-1]]
        rest = [at for at in inside if at > prose[-1]]
        below = self._below(rest)
        signed = self._signed(core.stop) if below == rest else []
        return Article(sorted({*above, *body, *below, *signed, *self._documents_beside(core)}), title)

    def _core(self) -> Block:
        """The smallest block with most of the prose, or a wider one where that adds no furniture."""
        weights = [0, *accumulate(0 if stray else _weight(line) for line, stray in zip(self._lines, self._furniture, strict=True))]
        furniture = [0, *accumulate(self._furniture)]
        wanted = max(weights[-1] * _CORE_SHARE, 1)
        chain = [Block(0, len(self._lines), False), *(block for block in self._blocks if weights[block.stop] - weights[block.first] >= wanted)]
        core = chain.pop()
        while chain:
            wider = chain.pop()
            if furniture[wider.stop] - furniture[core.stop] + furniture[core.first] - furniture[wider.first]:
                break
            core = wider
        return core

    def _of_site(self, core: Block) -> set[int]:
        """The lines within an article that stand in a block of the site's own, such as a menu; one that holds much prose is none."""
        prose = [0, *accumulate(self._prose)]
        found: set[int] = set()
        for block in self._blocks:
            within = core.first <= block.first and block.stop <= core.stop and block.stop - block.first < core.stop - core.first
            if block.site and within and block.first not in found and (prose[block.stop] - prose[block.first]) * 4 <= block.stop - block.first:
                found.update(range(block.first, block.stop))
        return found

    def _documents_beside(self, core: Block) -> set[int]:
        """The lines of other documents on the page, such as the notice that hands out a plan: whom it is for, or its number, and its date."""
        prose = [0, *accumulate(self._prose)]
        dated = [0, *accumulate(_dates(line.text.strip()) for line in self._lines)]
        opened = [0, *accumulate(self._is_numbered(at) or _ADDRESSEE.fullmatch(line.text) is not None for at, line in enumerate(self._lines))]

        def holds_document(block: Block) -> bool:
            apart = block.stop <= core.first or block.first >= core.stop
            return apart and not block.site and all(sums[block.stop] > sums[block.first] for sums in (prose, dated, opened))

        found: set[int] = set()
        for block in reversed([block for block in self._blocks if holds_document(block)]):
            if not found.intersection((block.first, block.stop - 1)) and not any(block.first <= at < block.stop for at in found):
                found.update(at for at in range(block.first, block.stop) if not self._furniture[at])
        return found

    def _title(self, stop: int) -> list[int]:
        """The lines above the text that say what the page is titled: those that say most of it, the nearest of equals."""
        best: list[int] = []
        last = stop - 1
        while last >= 0:
            first = last
            if self._is_title(last):
                while first > 0 and self._is_title(first - 1) and _letters(self._lines[last].text) not in _letters(self._lines[first - 1].text):
                    first -= 1
                if sum(len(self._lines[at].text) for at in range(first, last + 1)) > sum(len(self._lines[at].text) for at in best):
                    best = list(range(first, last + 1))
            last = first - 1
        return best

    def _is_title(self, at: int) -> bool:
        line = self._lines[at]
        written = _letters(line.text)
        if len(written) < _SHORTEST_TITLE or line.row or line.linked:
            return False
        return any(written in title or (title in written and len(title) >= _SHORTEST_TITLE) for title in self._titles)

    def _issued_by(self, first: int, start: int) -> int:
        """Where the title begins with the lines that the head of the page leaves out of it: 某县人民政府, 关于印发."""
        while first > start and not self._furniture[first - 1] and _is_issuer(self._lines[first - 1].text.strip()):
            first -= 1
        return first

    def _between(self, title: Sequence[int], stop: int) -> list[int]:
        """The lines between the title and the article that belong to it: a document number, and a note in brackets."""
        if not title:
            return []
        between = range(title[-1] + 1, min(stop, title[-1] + _LINES_BETWEEN))
        return [at for at in between if self._is_numbered(at) or (not self._furniture[at] and _BRACKETED.fullmatch(self._lines[at].text))]

    def _is_numbered(self, at: int) -> bool:
        return is_document_number(self._lines[at].text, 0, len(self._lines[at].text))

    def _below(self, places: Sequence[int]) -> list[int]:
        """What belongs to the article behind its last sentence: all up to the first furniture, and what is attached."""
        end = next((at for at in places if self._furniture[at]), None)
        return [at for at in places if end is None or at < end or _ATTACHED.match(self._lines[at].text)]

    def _signed(self, start: int) -> list[int]:
        """The lines behind the block of the article that end it: a signature with its date, and what is attached."""
        found: list[int] = []
        for at in range(start, min(start + _LINES_SIGNED, len(self._lines))):
            if self._furniture[at]:
                break
            if _dates(self._lines[at].text) or _ATTACHED.match(self._lines[at].text):
                found = list(range(start, at + 1))
        return found


def _dates(line: str) -> bool:
    return is_date(line, 0, len(line))


def _weight(line: PageLine) -> float:
    """How much a line speaks for an article: its characters that are no links; of one without a pause only a part of them."""
    own = len(line.text) - line.linked
    return own if _PAUSE.search(line.text) is not None else own * _UNMARKED_SHARE


def _is_furniture(line: PageLine) -> bool:
    """Whether the line is what a site shows with every article: links, buttons, dates of upload, counters, index data, imprint."""
    if line.linked * 2 > len(line.text):
        return _ATTACHED.match(line.text) is None
    if len(line.text) > _LONGEST_FURNITURE:
        return False
    bare = line.text.strip(_ROUND)
    written = _GAPS.sub("", bare)
    if not written or written.startswith(_OPENINGS) or any(words in bare for words in _ANYWHERE):
        return True
    if entry_at(bare, 0, len(bare)) is not None or _BUTTON.fullmatch(bare) is not None:
        return True
    return _STAMP.search(bare) is not None and any(word in bare for word in _COUNTED)


def _is_issuer(line: str) -> bool:
    """Whether a line names one who issues a document, or says that it is handed on: 某县人民政府关于印发."""
    ends = names_issuer(line) or _FORWARDING.search(line) is not None
    return ends and len(line) <= _LONGEST_ISSUER and not has_clauses(line, 0, len(line))


def _letters(text: str) -> str:
    return _SIGNS.sub("", text)
