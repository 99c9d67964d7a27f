"""Networks side by side: what corresponds to what, and how their figures differ. No torch."""
