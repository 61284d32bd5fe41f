"""Which province a city is in."""

from __future__ import annotations

import pytest

from planlint.facts.agencies.registry import regions


@pytest.mark.parametrize(
    ("city", "province"), [("杭州市", "浙江省"), ("阿克苏地区", "新疆维吾尔自治区"), ("吉林市", "吉林省"), ("浙江省", None), ("北京市", None)]
)
def test_a_city_is_in_one_province(city: str, province: str | None) -> None:
    assert regions().province_of(city) == province
