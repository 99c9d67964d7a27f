"""The layer table: its rows, columns, filter and exports."""
