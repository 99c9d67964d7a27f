"""Help: shortcuts, first steps, versions and licences, reports of faults."""
