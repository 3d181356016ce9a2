class Animal:
    def __init__(self, name): self.name = name
    def speak(self): return f"{self.name} makes {self.sound()}"
    def sound(self): return "noise"
class Dog(Animal):
    def sound(self): return "woof"
class Puppy(Dog):
    def __init__(self, name, age):
        super().__init__(name + "y")
        self.age = age
    def sound(self): return super().sound().upper()
for a in (Animal("a"), Dog("rex"), Puppy("dog", 1)):
    print(a.speak(), type(a).__name__, isinstance(a, Dog), issubclass(type(a), Animal))
print(Puppy.__mro__ == (Puppy, Dog, Animal, object), Puppy.__bases__ == (Dog,), Dog.__base__ is Animal)
