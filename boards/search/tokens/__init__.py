"""Words as texts hold them: tokens, forms, numbers, letters and sounds of Korean."""
