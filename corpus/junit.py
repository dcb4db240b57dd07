"""A run as JUnit XML: a test suite for each case, a test for each source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from corpus import wording
from corpus.floors import Finding
from corpus.measures import Result

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WHOLE = "case.yaml"  # the test of what concerns a case and none of its sources


def text(results: Sequence[Result], findings: Sequence[Finding]) -> str:
    """The XML text; what fails the gate is a failure, wrong fields within the floors are only told."""
    root = ET.Element("testsuites", name="zhibiao check")
    failing = [finding for finding in findings if finding.failing]
    for case in sorted({result.case for result in results} | {finding.case for finding in failing}):
        mine = [result for result in results if result.case == case]
        _suite(root, case, mine, [finding for finding in failing if finding.case == case])
    _count(root)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, case: str, results: Sequence[Result], findings: Sequence[Finding]) -> None:
    suite = ET.SubElement(root, "testsuite", name=_xml(case))
    for result in results:
        of_source = [finding for finding in findings if finding.source == result.source]
        _test(suite, case, result.source, of_source, result)
    known = {result.source for result in results}
    for name in sorted({finding.source for finding in findings} - known):
        _test(suite, case, name or WHOLE, [finding for finding in findings if finding.source == name], None)
    _count(suite)


def _test(suite: ET.Element, case: str, name: str, findings: Sequence[Finding], result: Result | None) -> None:
    seconds = f"{result.seconds:.3f}" if result else "0"
    test = ET.SubElement(suite, "testcase", classname=_xml(case), name=_xml(name), time=seconds)
    told = [wording.difference(each) for each in result.differences] if result else []
    told += [result.trouble] if result and result.trouble else []
    if findings:
        said = [finding.say() for finding in findings]
        failure = ET.SubElement(test, "failure", type=findings[0].code, message=_xml(said[0]))
        failure.text = _xml("\n".join([*said, *told]))
    elif told:
        ET.SubElement(test, "system-out").text = _xml("\n".join(told))


def _count(suite: ET.Element) -> None:
    tests = suite.findall(".//testcase")
    suite.set("tests", str(len(tests)))
    suite.set("failures", str(sum(test.find("failure") is not None for test in tests)))
    suite.set("errors", "0")
    suite.set("time", f"{sum(float(test.get('time', '0')) for test in tests):.3f}")


def _xml(said: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", said)
