class Base:
    tag = "base"
    def get(self): return "get " + self.tag
    @classmethod
    def make(cls): return cls.__name__
    @staticmethod
    def s(): return "static"
class Child(Base):
    tag = "child"
    def get(self):
        parent = super()
        return parent.get() + " / " + super(Child, self).get() + " " + super().tag
    @classmethod
    def make(cls): return "child of " + super().make()
    def nested(self): return [super(Child, self).get() for _ in range(1)]
    @staticmethod
    def s(): return "child " + Base.s()
c = Child()
print(c.get(), Child.make(), c.nested(), c.s())
try:
    super().x
except RuntimeError as error:
    print(error)
