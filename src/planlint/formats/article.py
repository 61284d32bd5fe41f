"""Which lines of a web page are its article, and which the site puts around every page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from planlint.patterns import compiled

_STOP = compiled(r"[。；]|，.{12}")
_PAUSE = compiled(r"[，。；、：]")
_FURNITURE = compiled(
    r"""(?:[\[【(（|>\s]*(?:
      打印|关闭|收藏|分享|字[ ]*[号体][ ]*[：:【\[]|[A＋+\-]*[大中小][ ]*[大中小]?[ ]*[大中小]?[\]】]?$|A[+\-][ ]?[大中小]$|复制链接|纠错|扫一扫|二维码|手机(?:版|扫码)|返回(?:顶部|首页|列表)|无障碍|繁體|繁体版
    | (?:(?:您)?(?:现在|当前)(?:的|所在)?(?:的)?位置|当前栏目)|首[ ]?页(?:$|[ ]*[>»/|])|网站(?:首页|地图|标识码)|联系我们|友情链接
    | (?:信息|文章|稿件|内容)?来[ ]*源[：:]|(?:发布|发表|更新|录入|添加|发稿)(?:时间|日期)|(?:责任)?编辑[：:]|作[ ]*者[：:]|审核[：:]|浏览(?:量|次数|人数)?[：:]|点击(?:数|率|次数|量)?[：:]|阅读(?:量|次数)?[：:]|访问(?:量|次数)
    | 上一[篇条页]|下一[篇条页]|(?:相关|延伸|推荐|热门)(?:链接|文章|阅读|解读|稿件|新闻|信息|政策|报道|推荐)|政策解读$|图解[：:]
    | 索[ ]*引[ ]*号|(?:主题|信息|组配|体裁|文件|公文)(?:分类|种类|类型)|主[ ]*题[ ]*词|公开(?:方式|类别|目录|属性|范围)|(?:发布|发文|制发|公开)(?:机构|机关|单位)[：:\t]|(?:成文|发文|生成|生效|失效|废止|发布)(?:日期|时间)[：:\t]|文件(?:编|文)号|有[ ]*效[ ]*性|名[ ]*称[：:\t]
    )
    | .*(?:ICP备|公网安备|版权所有|技术支持[：:]|主办(?:单位|方)?[：:]|承办(?:单位|方)?[：:]|Copyright|网站标识码|您是第|[【\[]?打印(?:本页|此页|页面)|关闭(?:本页|窗口)|【关闭】))""",
    0x40 | 0x02,
)
_ATTACHED = compiled(r"[\[【（(]?(?:附[ ]*[件表图录]|[^。]{1,80}\.(?:docx?|wps|pdf|xlsx?|et|ofd|rar|zip|pptx?)\b)")
_NUMBERED = compiled(r"[—\-（(]*\p{Han}{1,14}[ ]?[〔\[（(﹝【][ ]?\d{4}[ ]?[〕\]）)﹞】][ ]?第?[ ]?\d{1,5}[ ]?号[）)]?")
_DATED = compiled(r"[（(]?(?:\d{4}|[〇零○一二三四五六七八九]{4})[ ]?年[ ]?[\d一二三四五六七八九十]{1,3}[ ]?月(?:[ ]?[\d一二三四五六七八九十]{1,3}[ ]?日)?(?:印发)?[）)]?")
_BRACKETED = compiled(r"[（(〔].{2,60}[）)〕]")
_LETTERS = compiled(r"[^\p{Han}A-Za-z0-9]+")
_CORE_SHARE = 0.75
_BETWEEN = 12
_SIGNED = 5
_SHORTEST_TITLE = 6


class Block(NamedTuple):
    """An element that holds lines from `first` up to `stop`. `site` tells that its name or class says it is no part of an article."""

    first: int
    stop: int
    site: bool


class PageLine(NamedTuple):
    """What the search looks at in a line: its text, how many characters of it are links to other pages, whether it is a row of a table."""

    text: str
    linked: int
    row: bool


class Article(NamedTuple):
    """The lines of a page that are its article, and those among them that are its title as the page shows it."""

    kept: list[int]
    title: list[int]


def article(lines: Sequence[PageLine], blocks: Sequence[Block], titles: Sequence[str]) -> Article:
    """The article of a page: the smallest block with most of its prose, without what is furniture at its edges, below the title of the page.

    `blocks` are in the order in which they begin; `titles` are those that the head of the page tells.
    """
    core = _core(lines, blocks)
    site = _of_site(lines, blocks, core)
    inside = [at for at in range(core.first, core.stop) if at not in site]
    prose = [at for at in inside if _is_prose(lines[at])]
    if not prose:
        return Article(list(range(len(lines))), [])
    title = _title(lines, prose[0], titles)
    above = [at for at in inside if at < prose[0] and not _is_furniture(lines[at])]
    if title and title[0] >= core.first:
        above = [at for at in above if at >= title[0] or _NUMBERED.fullmatch(lines[at].text)]
    elif title and _repeats(lines, [*above, prose[0]], title):
        title = []
    else:
        above = [*title, *_named_between(lines, title, core.first), *above]
    body = [at for at in inside if prose[0] <= at <= prose[-1]]
    below = _below(lines, [at for at in range(prose[-1] + 1, core.stop) if at not in site])
    signed = _signed(lines, core.stop) if len(below) == core.stop - prose[-1] - 1 else []
    return Article([*above, *body, *below, *signed], title)


def _core(lines: Sequence[PageLine], blocks: Sequence[Block]) -> Block:
    """The smallest block with most of the prose, or a larger one where that adds no furniture."""
    weights = [0, *accumulate(_weight(line) for line in lines)]
    furniture = [0, *accumulate(_is_furniture(line) for line in lines)]
    whole = Block(0, len(lines), False)
    wanted = max(weights[-1] * _CORE_SHARE, 1)
    chain = [whole, *(block for block in blocks if weights[block.stop] - weights[block.first] >= wanted)]
    core = chain.pop()
    while chain:
        wider = chain.pop()
        added = furniture[core.first] - furniture[wider.first] + furniture[wider.stop] - furniture[core.stop]
        if added:
            return core
        core = wider
    return core


def _weight(line: PageLine) -> int:
    """How much the line speaks for an article: its characters that are no links, of a line without marks a part of them."""
    own = len(line.text) - line.linked
    if own < line.linked or _is_furniture(line):
        return 0
    return own if _PAUSE.search(line.text) else own // 4


def _is_furniture(line: PageLine) -> bool:
    if line.linked * 2 > len(line.text):
        return _ATTACHED.match(line.text) is None
    return len(line.text) <= 160 and _FURNITURE.match(line.text) is not None


def _is_prose(line: PageLine) -> bool:
    return not _is_furniture(line) and (line.row or _STOP.search(line.text) is not None)


def _of_site(lines: Sequence[PageLine], blocks: Sequence[Block], core: Block) -> set[int]:
    """The lines within an article that stand in a block of the site's own, such as a menu; one that holds much prose is none."""
    found: set[int] = set()
    for block in blocks:
        if block.site and core.first <= block.first < block.stop <= core.stop and block.first not in found:
            prose = sum(_is_prose(line) for line in lines[block.first : block.stop])
            if prose * 4 <= block.stop - block.first:
                found.update(range(block.first, block.stop))
    return found


def _title(lines: Sequence[PageLine], stop: int, titles: Sequence[str]) -> list[int]:
    """The lines above the text that say what the page is titled, the nearest ones."""
    known = [_letters(title) for title in titles]
    last = next((at for at in range(stop - 1, -1, -1) if _is_title(lines[at], known)), None)
    if last is None:
        return []
    first = last
    while first > 0 and _is_title(lines[first - 1], known) and _letters(lines[first - 1].text) != _letters(lines[last].text):
        first -= 1
    return list(range(first, last + 1))


def _is_title(line: PageLine, titles: Sequence[str]) -> bool:
    written = _letters(line.text)
    return len(written) >= _SHORTEST_TITLE and not line.row and any(written in title or (title in written and len(title) >= _SHORTEST_TITLE) for title in titles)


def _letters(text: str) -> str:
    return _LETTERS.sub("", text)


def _repeats(lines: Sequence[PageLine], above: Sequence[int], title: Sequence[int]) -> bool:
    """Whether the article itself begins with the title that the page shows above it."""
    written = "".join(_letters(lines[at].text) for at in title)
    return written in "".join(_letters(lines[at].text) for at in above)


def _named_between(lines: Sequence[PageLine], title: Sequence[int], stop: int) -> list[int]:
    """The lines between the title and the article that belong to it: its number, and a note in brackets."""
    if not title:
        return []
    between = range(title[-1] + 1, min(stop, title[-1] + _BETWEEN))
    return [at for at in between if _NUMBERED.fullmatch(lines[at].text) or (_BRACKETED.fullmatch(lines[at].text) and not _is_furniture(lines[at]))]


def _below(lines: Sequence[PageLine], places: Sequence[int]) -> list[int]:
    """What belongs to the article behind its last sentence: all up to the first furniture, and what is attached."""
    end = next((at for at in places if _is_furniture(lines[at])), None)
    return [at for at in places if end is None or at < end or _ATTACHED.match(lines[at].text)]


def _signed(lines: Sequence[PageLine], start: int) -> list[int]:
    """The lines behind the block of the article that end it: a signature with its date, and what is attached."""
    found: list[int] = []
    for at in range(start, min(start + _SIGNED, len(lines))):
        if _is_furniture(lines[at]):
            break
        if _DATED.fullmatch(lines[at].text) or _ATTACHED.match(lines[at].text):
            found = list(range(start, at + 1))
    return found
