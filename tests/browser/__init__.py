"""The analysts' page in a real browser.

The tests need Chromium and playwright (`make browser-install`) and skip with a reason where they are missing.
"""
