"""Small reusable widgets; each is styled by the style sheet and follows the theme."""
