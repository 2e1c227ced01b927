print("metachron")
