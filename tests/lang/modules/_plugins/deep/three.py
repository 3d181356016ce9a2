value = "three"
