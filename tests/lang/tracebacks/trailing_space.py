raise KeyError("a") 
