"""Read articles by rules, by a pipeline or by a model, each behind one protocol and one gate."""
