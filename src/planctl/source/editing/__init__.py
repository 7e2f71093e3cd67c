"""Changes to the text of a file that leave everything else in it as it is: `edit` is the way in."""
