"""The kinds of files, as pydantic models: one module per kind. The JSON Schemas are generated from them."""
