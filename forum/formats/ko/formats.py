"""Dates in Korean, as Korean boards write them: 2025.01.28 10:58."""

DATE_FORMAT = SHORT_DATE_FORMAT = "Y.m.d"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "Y.m.d H:i"
TIME_FORMAT = "H:i"
