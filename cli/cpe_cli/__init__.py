"""The `cpe` command: a client of the public API of CPE Tracker."""
