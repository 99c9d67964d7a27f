"""The engine process: torch, models and device behind one small boundary."""
