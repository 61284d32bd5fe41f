"""The text of a new rule file."""

from __future__ import annotations

_TEMPLATE = """\
# 规则文件：一个文件一条规则，文件名就是规则名。写好后运行 planlint rules test 本文件
code: {code}
name: {name}
title: {{zh: 用语不当, en: Wrong wording}}
severity: warning            # error | warning | info
default: on                  # on | off
# where: {{node: paragraph, outside: [annex]}}   # 只查哪些部分；不写则查全部正文
check: pattern               # planlint rules schema 列出全部检查种类及其参数
with:
  find: '此外另外'
  replace: '此外'
message: {{zh: "“{{text}}”宜改为“{{replacement}}”", en: "“{{text}}” should be “{{replacement}}”"}}
why: 说明为什么这样写不好，用起草人看得懂的话。
basis: 通行做法
fix: {{applicability: unsafe, title: {{zh: "改为“{{replacement}}”", en: "Write “{{replacement}}”"}}}}
examples:
  bad:
    - text: "此外另外还要加强巡查。\\n"
      expect: [{{line: 1, text: 此外另外}}]
      fixed: "此外还要加强巡查。\\n"
  good:
    - text: "此外，另外两个县也要加强巡查。\\n"
"""


def new_rule(name: str, *, code: str = "USR001") -> str:
    """The text of a rule file of that name, with comments; it loads and passes its own examples as it is."""
    return _TEMPLATE.format(code=code, name=name)
