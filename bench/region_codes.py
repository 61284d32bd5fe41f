"""Writes rules/data/region-codes.yaml from the table adcodes.csv of cpca 0.5.5: the codes of provinces, and of cities, prefectures and leagues.

The codes are those of GB/T 2260, six figures. Regions that regions.yaml names and the table does not have yet are added here.
"""

from __future__ import annotations

import argparse
import csv

import yaml

_LATER = {
    "那曲市": "540600",
    "北屯市": "659005",
    "双河市": "659007",
    "可克达拉市": "659008",
    "昆玉市": "659009",
    "胡杨河市": "659010",
    "新星市": "659011",
    "白杨市": "659012",
}
HEAD = """\
# The codes (GB/T 2260) of the provinces, and of the cities, prefectures and leagues that regions.yaml names. Written by
# bench/region_codes.py from the table adcodes.csv of cpca 0.5.5 (https://github.com/DQinYuan/chinese_province_city_area_mapper),
# which came with the notice of the MIT License that regions.yaml holds, Copyright (c) 2018 QinYuan Du.
as_of: 2026-04
codes:
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", help="adcodes.csv")
    parser.add_argument("regions", help="rules/data/regions.yaml")
    parser.add_argument("output", help="region-codes.yaml")
    arguments = parser.parse_args()
    with open(arguments.table, encoding="utf-8") as file:
        codes = {row["name"]: row["adcode"][:6] for row in csv.DictReader(file) if row["adcode"].endswith("000000")}
    with open(arguments.regions, encoding="utf-8") as file:
        provinces: dict[str, str] = yaml.safe_load(file)["provinces"]
    names = (written.rpartition("=")[2] for province, cities in provinces.items() for written in (province, *cities.split()))
    found = {name: codes.get(name) or _LATER[name] for name in names}
    with open(arguments.output, "w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(f'  {name}: "{code}"\n' for name, code in sorted(found.items(), key=lambda item: item[1]))


if __name__ == "__main__":
    main()
