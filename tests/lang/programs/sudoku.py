def solve(board):
    for r in range(4):
        for c in range(4):
            if board[r][c] == 0:
                for n in range(1, 5):
                    if fits(board, r, c, n):
                        board[r][c] = n
                        if solve(board): return True
                        board[r][c] = 0
                return False
    return True
def fits(board, r, c, n):
    box = {board[r // 2 * 2 + i][c // 2 * 2 + j] for i in range(2) for j in range(2)}
    return n not in board[r] and n not in {row[c] for row in board} and n not in box
board = [[1, 0, 0, 0], [0, 0, 3, 0], [0, 4, 0, 0], [0, 0, 0, 2]]
print(solve(board))
for row in board: print(*row)
