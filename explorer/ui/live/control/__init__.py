"""Between the live panel and the engine: what is wanted, asked and shown."""
