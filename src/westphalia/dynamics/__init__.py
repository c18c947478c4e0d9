"""Dynamics: from the record to what is likely next.

This version holds one model (`rates`), the forecast made with it (`forecast`) and how such forecasts fared on weeks
that the model had not seen (`track`).
"""
